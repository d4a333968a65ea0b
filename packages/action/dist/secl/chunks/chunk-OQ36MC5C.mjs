function markdownTable(titles,rows){let line=cells=>`| ${cells.join(" | ")} |
`;return line(titles)+line(titles.map(()=>"---"))+rows.map(line).join("")}function count(number,one,many=`${one}s`){return`${number} ${number===1?one:many}`}export{markdownTable,count};

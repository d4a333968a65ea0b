function jsonPlace(place,documents){let{document,range}=documents.outward(place),lines=documents.lines(document),at=offset=>{let{line,column}=lines?.positionAt(offset)??{line:1,column:1};return{line,column}};return{file:document,start:at(range.start),end:at(range.end)}}var{rawJSON}=JSON;function exact(_,value){return typeof value=="bigint"?rawJSON(`${value}`):value}function jsonText(value){return`${JSON.stringify(value,exact,2)}
`}function jsonLine(value){return`${JSON.stringify(value,exact)}
`}export{jsonPlace,jsonText,jsonLine};

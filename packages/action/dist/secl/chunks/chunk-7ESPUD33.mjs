var runs=/\s{16,}|x{16,}/g;function squeezed(text){let ends=[],shifts=[],shift=0;return{text:text.replace(runs,(run,offset)=>(ends.push(offset-shift+1),shift+=run.length-1,shifts.push(shift),run.includes(`
`)?`
`:run[0]??"")),toWhole:offset=>{let low=0,high=ends.length;for(;low<high;){let middle=low+high>>>1;(ends[middle]??0)<=offset?low=middle+1:high=middle}return offset+(shifts[low-1]??0)}}}export{squeezed};

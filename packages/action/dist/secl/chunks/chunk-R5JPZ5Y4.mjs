import{forTerminal_3LFPA4WG as forTerminal}from"./joined-909EE10D.mjs";function shown(text){return text.split(`
`).map(forTerminal).join(`
`)}export{shown};

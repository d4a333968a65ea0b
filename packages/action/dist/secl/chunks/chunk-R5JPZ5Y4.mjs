import{forTerminal_3LFPA4WG as forTerminal}from"./joined-CDEB1B25.mjs";function shown(text){return text.split(`
`).map(forTerminal).join(`
`)}export{shown};

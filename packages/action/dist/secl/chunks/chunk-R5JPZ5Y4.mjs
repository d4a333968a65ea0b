import{forTerminal_3LFPA4WG as forTerminal}from"./joined-32B23002.mjs";function shown(text){return text.split(`
`).map(forTerminal).join(`
`)}export{shown};

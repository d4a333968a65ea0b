import{forTerminal_3LFPA4WG as forTerminal}from"./joined-71C026D1.mjs";function shown(text){return text.split(`
`).map(forTerminal).join(`
`)}export{shown};

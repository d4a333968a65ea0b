import{forTerminal}from"./chunk-UTB3SP3H.mjs";function shown(text){return text.split(`
`).map(forTerminal).join(`
`)}export{shown};

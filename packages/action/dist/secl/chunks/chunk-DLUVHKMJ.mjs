import{forTerminal}from"./chunk-MIOBXS5G.mjs";function shown(text){return text.split(`
`).map(forTerminal).join(`
`)}export{shown};

import{forTerminal}from"./chunk-GBEL7VFK.mjs";function shown(text){return text.split(`
`).map(forTerminal).join(`
`)}export{shown};

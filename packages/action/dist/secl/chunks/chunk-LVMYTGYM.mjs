import{forTerminal}from"./chunk-RAFF5KKI.mjs";function shown(text){return text.split(`
`).map(forTerminal).join(`
`)}export{shown};

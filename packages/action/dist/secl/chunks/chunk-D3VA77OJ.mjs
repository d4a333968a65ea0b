import{exit}from"./chunk-6H6YKDIA.mjs";import{compiledWhole}from"./chunk-BCNNHAQV.mjs";import{forTerminal}from"./chunk-RAFF5KKI.mjs";function runs(load){return async()=>{let run=await compiledWhole(load);return async function(flags,...args){this.process.exitCode=await run(this,flags,...args)}}}function misuse(context,message,rendered=""){return context.stderr.write(`secl: ${message.split(`
`).map(forTerminal).join(`
`)}
`),rendered!==""&&context.stderr.write(`
${rendered.trimEnd()}
`),exit.misuse}export{runs,misuse};

import{version}from"./chunks/chunk-FQGSCIJZ.mjs";import"./chunks/chunk-FN46GZL2.mjs";import{enableCompileCache}from"node:module";var args=process.argv.slice(2);if(args.length===1&&args[0]==="--version")process.stdout.write(`${version}
`);else{enableCompileCache();let{runInProcess}=await import("./chunks/run-in-process-YAWD72ZS.mjs");await runInProcess(args)}

async function startHcl(wasm){let{startTreeSitter}=await import("./tree-sitter-DDFOWQMA.mjs");return startTreeSitter(wasm)}export{startHcl};

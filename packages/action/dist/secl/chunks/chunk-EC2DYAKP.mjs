async function startHcl(wasm){let{startTreeSitter}=await import("./tree-sitter-SHU5YBLC.mjs");return startTreeSitter(wasm)}export{startHcl};

import{serveReplayThread_RCP64326 as serveReplayThread}from"./chunks/joined-D9A7326C.mjs";import"./chunks/joined-D9A7326C.mjs";import"./chunks/chunk-FN46GZL2.mjs";await serveReplayThread();

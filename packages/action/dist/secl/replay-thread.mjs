import{serveReplayThread_RCP64326 as serveReplayThread}from"./chunks/joined-2A838E4C.mjs";import"./chunks/joined-2A838E4C.mjs";import"./chunks/chunk-FN46GZL2.mjs";await serveReplayThread();

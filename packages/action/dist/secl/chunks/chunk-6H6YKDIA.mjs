var exit={fine:0,findings:1,misuse:2,internal:3,interrupted:130};export{exit};

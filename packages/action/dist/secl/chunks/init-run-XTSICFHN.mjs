import{workspaceFiles_BCXUUCJK as workspaceFiles}from"./joined-ED2B388B.mjs";import{misuse_4LIZJOYV as misuse}from"./joined-791742E8.mjs";import"./joined-32B23002.mjs";import{paintFor_DRIZ5ZUC as paintFor}from"./joined-0681290E.mjs";import{exit_6H6YKDIA as exit}from"./joined-32B23002.mjs";import"./joined-32B23002.mjs";import{forTerminal_3LFPA4WG as forTerminal}from"./joined-32B23002.mjs";import{joinPath_KML4QKDI as joinPath,policyFilesAt_KML4QKDI as policyFilesAt}from"./joined-ED2B388B.mjs";import"./joined-ED2B388B.mjs";import"./joined-ED2B388B.mjs";import"./joined-ED2B388B.mjs";import"./joined-ED2B388B.mjs";import"./joined-ED2B388B.mjs";import"./joined-ED2B388B.mjs";import"./joined-ED2B388B.mjs";import"./joined-0681290E.mjs";import"./joined-0681290E.mjs";import"./joined-32B23002.mjs";import"./joined-0681290E.mjs";import"./joined-ED2B388B.mjs";import"./joined-ED2B388B.mjs";import"./chunk-SSE7NHPF.mjs";var policyPath="policies/first.policy";function configFor(directories){return`# What "secl" works on. Paths start at this file; the guide is docs/guides/configuration.md of the SECL Toolkit.

# What one agent loads, by a name of your own.
rule_sets:
${(directories.length===0?[["rules","policies"]]:directories.map(named)).map(([name,path])=>`  ${name}:
    policies: ${scalar(path)}
    targets: [linux]
`).join("")}    # The default policy of the product, where you keep a copy; it loads first.
    # default: vendor/default.policy

# Agents and hosts that the rules are judged for. What is left out is the most common.
targets:
  linux:
    os: linux
    # agent: 7.68
    # origin: fargate
    # kernel: 5.15
    # distro: ubuntu 22.04

# Recordings of events, by a name of your own.
# recordings:
#   attack: recordings/attack.strace
`}function named(path){return[path==="."?"rules":scalar(path),path]}function scalar(path){return/^[A-Za-z0-9_./][A-Za-z0-9_./ -]*$/.test(path)?path:JSON.stringify(path)}var firstPolicy=`# A policy: rules that an agent evaluates on every event of a host.
#
# Agents read *.policy files from /etc/datadog-agent/runtime-security.d: default.policy first, then the others by name.
# Try things here before they get there:
#
#   secl load                    which rules load, and why others do not
#   secl fields --event exec     what a rule on started processes can ask
#   secl explain '\u2026'             how agents group an expression, and what it costs them
version: 0.1.0
macros:
  - id: web_servers
    values: [apache2, httpd, nginx, php-fpm]
rules:
  - id: shell_by_web_server
    description: A web server starts a shell
    expression: exec.file.name in ["bash", "dash", "sh", "zsh"] && process.ancestors.file.name in web_servers
    tags:
      tactic: TA0002-execution
      technique: T1059-command-and-scripting-interpreter
`;var init=async(context,_,directory=".")=>{let present=await policyFilesAt(workspaceFiles(context.fs),directory),directories=present.ok?directoriesOf(present.value,directory):[],files=new Map([["secl.yaml",configFor(directories)]]);directories.length===0&&files.set(policyPath,firstPolicy);for(let name of files.keys()){let path=joinPath(directory,name);if(await context.fs.kind(path)!=="missing")return misuse(context,`${path} is there already; nothing was written`)}for(let[name,text]of files){let path=joinPath(directory,name),written=await context.fs.replace(path,text);if(!written.ok)return misuse(context,`${path}: ${written.trouble.reason}`);context.stdout.write(`wrote ${forTerminal(path)}
`)}return writeNextSteps(context,directory),exit.fine};function directoriesOf(paths,start){let prefix=joinPath(start,".")==="."?"":`${joinPath(start,".")}/`,found=paths.map(path=>{let inside=path.slice(prefix.length);return inside.includes("/")?inside.slice(0,inside.lastIndexOf("/")):"."});return[...new Set(found)]}function writeNextSteps({stdout},directory){let paint=paintFor(stdout),steps=[...directory==="."?[]:[[`cd ${forTerminal(directory)}`,""]],["secl load","which rules an agent would load, and why the others not"],["secl fmt","write expressions the one way"],["secl fields exec","what rules can ask about a started process"],["secl replay RECORDING","which rules a recording of events would trigger"]];stdout.write(`
Next:
`);for(let[command="",what=""]of steps)stdout.write(`  ${paint.strong(command)}${what===""?"":`${" ".repeat(24-command.length)}${paint.faint(what)}`}
`)}export{init};

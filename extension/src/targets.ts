import { methods, type TargetChoice } from '@secl/language-server';
import { commands, type Disposable, StatusBarAlignment, ThemeIcon, window, workspace } from 'vscode';
import { State } from 'vscode-languageclient';
import type { Parts } from './begin.ts';
import { mayHoldRules } from './may-hold-rules.ts';

const remembered = 'secl.target';

/** The target that answers are about, in the status bar while a policy is open. */
export function targets({ client, context }: Parts): readonly Disposable[] {
  const item = window.createStatusBarItem('secl.target', StatusBarAlignment.Right, 90);
  item.name = 'SECL target';
  item.command = 'secl.chooseTarget';
  item.tooltip = 'The agent that completion, hovers and replays of SECL are about';

  const show = async (): Promise<void> => {
    const document = window.activeTextEditor?.document;
    if (client.state !== State.Running || document === undefined || !mayHoldRules(document)) {
      item.hide();
      return;
    }
    const { chosen } = await client.sendRequest<TargetChoice>(methods.targets);
    item.text = `$(shield) ${chosen ?? 'any agent'}`;
    item.show();
  };
  const choose = async (name: string | null): Promise<void> => {
    await context.workspaceState.update(remembered, name ?? undefined);
    await client.sendRequest(methods.chooseTarget, { name });
    await show();
  };
  const pick = async (): Promise<void> => {
    const { chosen, offered } = await client.sendRequest<TargetChoice>(methods.targets);
    const picked = await window.showQuickPick(
      offered.map(({ name, about }) => ({
        label: name,
        description: about,
        ...(name === chosen ? { iconPath: checked } : {}),
      })),
      {
        title: 'The target that SECL answers are about',
        placeHolder: 'A target of secl.yaml, or an agent version',
      },
    );
    if (picked !== undefined) await choose(picked.label);
  };
  return [
    item,
    commands.registerCommand('secl.chooseTarget', pick),
    window.onDidChangeActiveTextEditor(() => void show()),
    workspace.onDidSaveTextDocument(() => void show()),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) return;
      const name = context.workspaceState.get<string>(remembered);
      void (name === undefined ? show() : choose(name));
    }),
  ];
}

const checked = new ThemeIcon('check');

import { execFileSync, spawnSync } from 'node:child_process';

/** The processes of this machine that `root` started, and those that they started, and so on: id and command line. */
export function descendants(root: number): { readonly pid: number; readonly command: string }[] {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, command = '']) => ({ pid: Number(pid), parent: Number(parent), command }));
  const family = new Set([root]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  return processes.filter(({ pid }) => pid !== root && family.has(pid));
}

/** Sends a signal to every renderer of this process's browsers; returns their ids. */
export function signalRenderers(signal: NodeJS.Signals): number[] {
  const renderers = descendants(process.pid).filter(({ command }) => command.includes('--type=renderer'));
  for (const { pid } of renderers) process.kill(pid, signal);
  return renderers.map(({ pid }) => pid);
}

/** True unless a process has ended, whether or not anyone has taken notice. */
export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

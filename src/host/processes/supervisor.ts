/**
 * The text of a script that ends its process once the one that started it is gone. Windows goes on to say the id of a parent
 * that is no more, so that it is asked for as well.
 */
export const supervisor = (parent: number): string => `
const isGone = () => {
  if (process.ppid !== ${parent}) return true;
  try {
    process.kill(${parent}, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
};
setInterval(() => {
  if (isGone()) process.kill(process.pid, 'SIGKILL');
}, 1000);
`;

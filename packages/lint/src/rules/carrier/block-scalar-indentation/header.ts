/** The line of a key for a policy that is written as a block; the group is what stands in front of the key. */
export const header = /^([ \t]*)(?:- +)?["']?[\w./-]*\.policy["']?[ \t]*:[ \t]*[|>][-+0-9]*[ \t\r]*$/;

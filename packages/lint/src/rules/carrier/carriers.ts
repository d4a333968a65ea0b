import type { LintedFile } from '../../view/linted.ts';

/** Terraform as people write it; in a plan all values are final, and none is wrong by how it is written. */
export const isTerraform = ({ carrier }: LintedFile): boolean =>
  carrier === 'terraform' || carrier === 'terraform-json';

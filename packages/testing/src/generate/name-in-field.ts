import { type Catalogue, nameOfNumber, type Scalar } from '@secl/model';

/** `O_WRONLY|O_CREAT`, `0755`: what the number stands for in the field, if anything. */
export function nameInField(name: string, value: Scalar, catalogue: Catalogue): string | undefined {
  const field = catalogue.field(name);
  return field && nameOfNumber(field, value, catalogue);
}

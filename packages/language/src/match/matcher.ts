/** How a string is compared with a fixed text: decided by the checker, run by the engine. */
export type Matcher =
  | {
      readonly kind: 'scalar';
      readonly value: string;
      readonly ignoreCase: boolean;
      readonly windowsPath: boolean;
    }
  | { readonly kind: 'pattern'; readonly value: string; readonly ignoreCase: boolean }
  | {
      readonly kind: 'glob';
      readonly value: string;
      readonly ignoreCase: boolean;
      readonly windowsPath: boolean;
      readonly starsAnywhere: boolean;
    }
  | { readonly kind: 'regexp'; readonly value: string; readonly ignoreCase: boolean };

export type Predicate = (text: string) => boolean;

/** The version of the command; a test holds it equal to package.json. Here, so that nothing is read to print it. */
export const version = '0.1.0';

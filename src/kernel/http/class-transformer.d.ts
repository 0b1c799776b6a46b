/** What the decorators of class-transformer leave behind, as far as `shown.ts` reads it. The package ships the file without its types. */
declare module 'class-transformer/cjs/storage.js' {
  type Class = abstract new (...args: never[]) => object;
  export const defaultMetadataStorage: {
    getExposedProperties(target: Class, transformation: number): string[];
    findTypeMetadata(target: Class, property: string): { typeFunction(): unknown } | undefined;
  };
}

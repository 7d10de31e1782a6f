export declare function greet(name: string): string;
export declare const version: string;

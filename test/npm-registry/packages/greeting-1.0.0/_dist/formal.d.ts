export declare function greetFormally(name: string): string;

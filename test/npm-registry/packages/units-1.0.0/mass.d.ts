export declare function grams(ounces: number): number;
export declare function conversions(): string[];

export declare const rate: number;
export declare function withTax(amount: number): number;

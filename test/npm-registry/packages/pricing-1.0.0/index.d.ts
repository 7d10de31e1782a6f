export declare function price(ounces: number, perGram: number): number;
export default price;

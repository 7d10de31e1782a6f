export declare function metres(miles: number): number;

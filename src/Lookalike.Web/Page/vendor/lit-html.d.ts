export declare const nothing: unique symbol;
export declare function html(strings: TemplateStringsArray, ...values: unknown[]): object;
export declare function render(template: object, container: HTMLElement): void;

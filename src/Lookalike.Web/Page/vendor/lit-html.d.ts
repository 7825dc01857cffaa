/** What stands in a template. A function listens to an event, whose kind its name says. */
type Value = string | number | boolean | symbol | object | null | undefined | ((event: any) => unknown);

export declare const nothing: unique symbol;
export declare function html(strings: TemplateStringsArray, ...values: Value[]): object;
export declare function svg(strings: TemplateStringsArray, ...values: Value[]): object;
export declare function render(template: object, container: HTMLElement): void;

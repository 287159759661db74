import { Component, type ComponentChildren, type FunctionComponent } from "preact";

/** Renders only when a prop changed: five hundred messages stay untouched while one arrives. */
export function memo<P extends object>(View: FunctionComponent<P>): new (props: P) => Component<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const keys = new Set([...Object.keys(this.props), ...Object.keys(next)]);
      return [...keys].some((key) => Reflect.get(this.props, key) !== Reflect.get(next, key));
    }
    override render(): ComponentChildren {
      return <View {...this.props} />;
    }
  };
}

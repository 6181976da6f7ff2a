/** The library's select with a name that is read out for its list of choices, too. */
import { Select, type SelectProps } from 'antd'

export function Pick<Value>({ label, ...props }: SelectProps<Value> & { label: string }) {
  const name = (element: HTMLElement | null) => element?.querySelector('[role="listbox"]')?.setAttribute('aria-label', label)
  return (
    <Select<Value> showSearch={{ optionFilterProp: 'label' }} {...props} aria-label={label} popupRender={(menu) => <div ref={name}>{menu}</div>} />
  )
}

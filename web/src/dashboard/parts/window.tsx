/** A window over the page that is there only while it is open. When it goes, the focus is where it was before. */
import { Modal, type ModalProps } from 'antd'
import { useEffect, useState } from 'react'

export function Window(props: Omit<ModalProps, 'open'>) {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    },
    [opener],
  )
  return <Modal open {...props} />
}

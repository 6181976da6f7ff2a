/** One of each component of the library that the pages use, open where it opens: the builder takes their styles from here. */
import {
  Alert,
  App,
  Badge,
  Button,
  Card,
  Checkbox,
  Drawer,
  Dropdown,
  Empty,
  Form,
  Image,
  Input,
  InputNumber,
  Modal,
  message,
  notification,
  Popconfirm,
  Popover,
  Progress,
  Radio,
  Rate,
  Result,
  Segmented,
  Select,
  Skeleton,
  Space,
  Spin,
  Switch,
  Table,
  Tabs,
  Tag,
  Tooltip,
  Upload,
} from 'antd'
import type { ReactNode } from 'react'

const { _InternalPanelDoNotUseOrYouWillBeFired: ModalPanel } = Modal
const { _InternalPanelDoNotUseOrYouWillBeFired: DrawerPanel } = Drawer
const { _InternalPanelDoNotUseOrYouWillBeFired: TooltipPanel } = Tooltip
const { _InternalPanelDoNotUseOrYouWillBeFired: PopconfirmPanel } = Popconfirm
const { _InternalPanelDoNotUseOrYouWillBeFired: PopoverPanel } = Popover
const { _InternalPanelDoNotUseOrYouWillBeFired: MessagePanel } = message
const { _InternalPanelDoNotUseOrYouWillBeFired: NotificationPanel } = notification

const items = [{ key: 'a', label: 'a', children: 'a' }]

/** By the name under which a page imports it. */
export const SAMPLES: Record<string, ReactNode> = {
  Alert: <Alert title="a" />,
  App: (
    <App>
      <MessagePanel />
      <NotificationPanel title="a" />
    </App>
  ),
  Badge: <Badge count={1} />,
  Button: (
    <Space.Compact>
      <Button>a</Button>
    </Space.Compact>
  ),
  Card: <Card title="a">a</Card>,
  Checkbox: <Checkbox>a</Checkbox>,
  ConfigProvider: null,
  Drawer: <DrawerPanel title="a" />,
  Dropdown: (
    <Dropdown menu={{ items }} open>
      <a href="/">a</a>
    </Dropdown>
  ),
  Empty: <Empty />,
  Form: (
    <Form>
      <Form.Item label="a" name="a">
        <Input />
      </Form.Item>
    </Form>
  ),
  Image: <Image src="a" alt="a" />,
  Input: (
    <>
      <Input allowClear />
      <Input.Search />
      <Input.TextArea />
    </>
  ),
  InputNumber: <InputNumber />,
  Modal: <ModalPanel title="a" />,
  Popconfirm: <PopconfirmPanel title="a" />,
  Popover: <PopoverPanel title="a" content="a" />,
  Progress: <Progress percent={1} />,
  Radio: <Radio.Group options={['a']} />,
  Rate: <Rate />,
  Result: <Result />,
  Segmented: <Segmented options={['a']} />,
  Select: <Select mode="multiple" options={[]} />,
  Skeleton: <Skeleton active />,
  Space: <Space>a</Space>,
  Spin: <Spin />,
  Switch: <Switch />,
  Table: <Table columns={[{ title: 'a', dataIndex: 'a', sorter: true }]} dataSource={[{ key: 1, a: 1 }]} rowSelection={{}} pagination={false} />,
  Tabs: <Tabs items={items} />,
  Tag: <Tag>a</Tag>,
  theme: null,
  Tooltip: <TooltipPanel title="a" />,
  Upload: <Upload />,
}

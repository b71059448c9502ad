export {
  PlanFrame,
  type PlanFrameProps,
  StepFooter,
  type StepFooterProps,
  StepFrame,
  type StepFrameProps,
} from "./frames";
export { Mark } from "./mark";
export { ServerAway } from "./server-away";
export { type RailState, type RailStep, StepRail, type StepRailProps } from "./step-rail";
export { ThemeSwitch } from "./theme-switch";
export { TopBar, type TopBarProps } from "./top-bar";

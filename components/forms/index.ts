/** What a visitor fills in. A control's id is its `name`, so that the links of <ErrorSummary /> reach it. */
export { CheckGrid, type CheckGridProps } from "./check-grid";
export {
  CheckboxCards,
  type CheckboxCardsProps,
  type ChoiceOption,
  RadioCards,
  type RadioCardsProps,
} from "./choice-cards";
export { ErrorSummary, type ErrorSummaryProps } from "./error-summary";
export { Field, type FieldAria, type FieldProps } from "./field";
export { FileDrop, type FileDropProps, type GivenContent } from "./file-drop";
export { SecretBox, SecretField, type SecretFieldProps } from "./secret-field";
export { SelectField, type SelectFieldProps, type SelectOption } from "./select-field";
export { TextField, type TextFieldProps } from "./text-field";

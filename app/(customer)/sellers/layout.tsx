export { AccountShell as default } from "@/app/(customer)/account-shell";

export { AuthLoading as default } from "@/components/shells/auth-loading";

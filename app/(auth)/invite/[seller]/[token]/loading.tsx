import { AuthLoading } from "@/components/shells/auth-loading";

export default AuthLoading;

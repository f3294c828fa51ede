import type { AcceptInvitation, NotificationPreferences, Page, Register, Role, User } from "@market/shared";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type QueryValues, request } from "../../app/http.ts";
import { changePerson } from "../../app/session.ts";

export interface Credentials {
  email: string;
  password: string;
}

interface DemoAccount extends Credentials {
  role: Role;
}

export const demoAccountsQuery = queryOptions({
  queryKey: ["demo-accounts"],
  queryFn: ({ signal }) => request<{ items: DemoAccount[] }>("/api/demo-accounts", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

function signIn(credentials: Credentials): Promise<User> {
  return request<User>("/api/auth/login", { method: "POST", body: credentials });
}

/** Signs in; everything the page knew as a stranger is read again. */
export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: signIn,
    onSuccess: (person) => changePerson(queryClient, person),
  });
}

/** Opens an account with its organisation, and signs in to it. */
export function useRegister() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ body, idempotencyKey }: { body: Register; idempotencyKey: string }) => {
      await request<User>("/api/auth/register", { method: "POST", body, idempotencyKey });
      return signIn({ email: body.email, password: body.password });
    },
    onSuccess: (person) => changePerson(queryClient, person),
  });
}

export function acceptInvitation(body: AcceptInvitation): Promise<User> {
  return request<User>("/api/auth/accept-invitation", { method: "POST", body });
}

export function changePassword(body: { currentPassword: string; newPassword: string }): Promise<void> {
  return request<void>("/api/auth/password", { method: "POST", body });
}

export function resetPassword(body: { token: string; newPassword: string }): Promise<void> {
  return request<void>("/api/auth/reset", { method: "POST", body });
}

export function usersQuery(query: QueryValues) {
  return queryOptions({
    queryKey: ["users", query],
    queryFn: ({ signal }) => request<Page<User>>("/api/users", { query, signal }),
  });
}

export function useAppoint() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: Role }) =>
      request<User>(`/api/users/${userId}`, { method: "PATCH", body: { role } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["users"] }),
  });
}

export interface ResetLink {
  path: string;
  expiresAt: string;
}

export function createResetLink(userId: string): Promise<ResetLink> {
  return request<ResetLink>(`/api/users/${userId}/reset-link`, { method: "POST" });
}

export const preferencesQuery = queryOptions({
  queryKey: ["account", "preferences"],
  queryFn: ({ signal }) => request<NotificationPreferences>("/api/account/preferences", { signal }),
});

export function savePreferences(body: NotificationPreferences): Promise<NotificationPreferences> {
  return request<NotificationPreferences>("/api/account/preferences", { method: "PATCH", body });
}

export function deleteAccount(body: { password: string }): Promise<void> {
  return request<void>("/api/account", { method: "DELETE", body });
}

import type { Invitation, Organisation, Page, User } from "@market/shared";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type QueryValues, request } from "../../app/http.ts";

export function organisationsQuery(query: QueryValues) {
  return queryOptions({
    queryKey: ["organisations", query],
    queryFn: ({ signal }) => request<Page<Organisation>>("/api/organisations", { query, signal }),
  });
}

export function membersQuery(organisationId: string, page: number) {
  return queryOptions({
    queryKey: ["members", organisationId, page],
    queryFn: ({ signal }) =>
      request<Page<User>>(`/api/organisations/${organisationId}/members`, { query: { page }, signal }),
  });
}

/** Invites a person into an organisation; the answer alone holds the link's token. */
export function invite(organisationId: string, email: string, idempotencyKey: string): Promise<Invitation> {
  return request<Invitation>(`/api/organisations/${organisationId}/invitations`, {
    method: "POST",
    body: { email },
    idempotencyKey,
  });
}

export function useVerifyOrganisation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (organisationId: string) =>
      request<Organisation>(`/api/organisations/${organisationId}/verify`, { method: "POST" }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["organisations"] }),
  });
}

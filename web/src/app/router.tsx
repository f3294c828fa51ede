import { createBrowserRouter, Outlet, type RouteObject } from "react-router";
import { PageSkeleton } from "../components/page-skeleton.tsx";
import { i18n } from "../i18n/i18n.ts";
import { AccessGuard } from "./access-guard.tsx";
import type { FeatureRoute } from "./feature.ts";
import { features } from "./features.ts";
import { Layout } from "./layout.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { RouteError } from "./route-error.tsx";

/** A route whose page and strings are fetched together when it is first opened. */
function toRouteObject(route: FeatureRoute): RouteObject {
  return {
    path: route.path,
    lazy: async () => {
      const [{ default: Page }] = await Promise.all([route.page(), i18n.loadNamespaces([...route.strings])]);
      return {
        element: (
          <AccessGuard access={route.access}>
            <Page />
          </AccessGuard>
        ),
      };
    },
  };
}

const routes = features.flatMap((feature) => feature.routes);

export const router = createBrowserRouter([
  {
    element: <Layout />,
    errorElement: <RouteError />,
    hydrateFallbackElement: <PageSkeleton />,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          ...routes.filter((route) => route.componentLibrary === false).map(toRouteObject),
          {
            lazy: async () => {
              const { ComponentLibrary } = await import("./component-library.tsx");
              return {
                element: (
                  <ComponentLibrary>
                    <Outlet />
                  </ComponentLibrary>
                ),
              };
            },
            children: routes.filter((route) => route.componentLibrary !== false).map(toRouteObject),
          },
          { path: "*", element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);

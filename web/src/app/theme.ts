import type { ThemeConfig } from "antd";

/**
 * The one place where the market's looks are decided: public pages read these values as CSS custom properties,
 * pages built on the component library read them as its tokens. Text colours keep a contrast of 4.5 on their ground.
 */
const palette = {
  primary: "#0b6b7d",
  primaryStrong: "#08505e",
  primarySoft: "#e3f2f3",
  deep: "#0a3d4f",
  deepSoft: "#0f566a",
  accent: "#a34a06",
  accentSoft: "#fdf1e3",
  success: "#1c7443",
  successSoft: "#e6f4ea",
  danger: "#b3261e",
  dangerSoft: "#fbeae9",
  warning: "#8a5a00",
  warningSoft: "#fdf4da",
  ink: "#14262d",
  inkMuted: "#51656d",
  line: "#d7e2e5",
  ground: "#f3f7f8",
  surface: "#ffffff",
  mark: "#ffe9a8",
};

const fontFamily =
  'system-ui, -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

const radius = 8;

function customPropertyOf(name: string): string {
  return `--color-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Gives the stylesheets the theme's values, as `--color-primary-soft`, `--font-family`, `--radius`. */
export function applyTheme(root: HTMLElement): void {
  for (const [name, value] of Object.entries(palette)) root.style.setProperty(customPropertyOf(name), value);
  root.style.setProperty("--font-family", fontFamily);
  root.style.setProperty("--radius", `${radius}px`);
}

export const componentTheme: ThemeConfig = {
  token: {
    colorPrimary: palette.primary,
    colorInfo: palette.primary,
    colorLink: palette.primary,
    colorLinkHover: palette.primaryStrong,
    linkDecoration: "underline",
    linkHoverDecoration: "underline",
    colorSuccess: palette.success,
    colorWarning: palette.warning,
    colorError: palette.danger,
    colorText: palette.ink,
    colorTextSecondary: palette.inkMuted,
    colorTextDescription: palette.inkMuted,
    colorTextPlaceholder: "#5a6b72",
    colorBorder: "#b9cace",
    colorBorderSecondary: palette.line,
    colorBgLayout: palette.ground,
    borderRadius: radius,
    fontFamily,
    fontSize: 15,
    controlHeight: 38,
    controlHeightSM: 30,
  },
  components: {
    Table: { headerBg: "#eaf2f4", headerColor: palette.ink, cellPaddingBlock: 12 },
    Segmented: { trackBg: "#dde8eb" },
    Form: { itemMarginBottom: 20, verticalLabelPadding: "0 0 6px" },
  },
};

/** Colours of a chart's series, in the order they are given out, distinct also to the colour-blind. */
export const seriesColors = ["#0b6b7d", "#e08a2e", "#4d8fd1", "#7a9e3f", "#8d6bb0", "#c4574b"];

import type { ReactNode } from 'react';

/** Line drawings of 24 units in the text's colour; a name is always said beside them, so they are hidden from readers. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      width="20"
      height="20"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

const drawn = (path: string) => () => (
  <Icon>
    <path d={path} />
  </Icon>
);

export const BackIcon = drawn('M15 5l-7 7 7 7');
export const NextIcon = drawn('M9 5l7 7-7 7');
export const CloseIcon = drawn('M6 6l12 12M18 6L6 18');
export const CheckIcon = drawn('M5 12.500l4.500 4.500L19 7');
export const QuestionIcon = drawn('M9 9a3 3 0 1 1 4.500 2.600c-.9.500-1.500 1.200-1.500 2.400M12 18h.01');
export const WarningIcon = drawn('M12 4l9 16H3zM12 10v4M12 17h.01');
export const CopyIcon = drawn('M9 9h11v11H9zM5 15H4V4h11v1');
export const PencilIcon = drawn('M4 20l1-4L16.500 4.500l3 3L8 19zM14 7l3 3');
export const SearchIcon = drawn('M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5');
export const PlusIcon = drawn('M12 5v14M5 12h14');
export const MinusIcon = drawn('M5 12h14');
export const FitIcon = drawn('M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5');
export const ExpandIcon = drawn('M4 10V4h6M20 14v6h-6M4 4l7 7M20 20l-7-7');
export const ExitIcon = drawn('M14 4H5v16h9M10 12h11M17 8l4 4-4 4');
export const DocumentIcon = drawn('M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5');
export const PictureIcon = drawn('M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 4M15 9h.01');
export const ParcelIcon = drawn('M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8');
export const PigeonholesIcon = drawn('M4 4h16v16H4zM4 12h16M12 4v16');
export const ChatIcon = drawn('M4 20l1.500-4.500A8 8 0 1 1 9 19zM9 10h6M9 13.500h4');
export const GaugeIcon = drawn('M4 17a9 9 0 1 1 16 0M12 14l4-5M12 14h.01');
export const PeopleIcon = drawn(
  'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c.500-4 3-6 6.500-6s6 2 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.500c2 .800 3.200 2.700 3.500 5.500',
);
export const BuildingIcon = drawn('M5 21V4h9v17M14 10h5v11M3 21h18M8 8h3M8 12h3M8 16h3');
export const HashIcon = drawn('M9 4L7 20M17 4l-2 16M4 9h16M3.500 15h16');
export const InboxIcon = drawn('M4 13l3-8h10l3 8v6H4zM4 13h5l1 2.500h4L15 13h5');
export const MoreIcon = drawn(
  [5.5, 12, 18.5].map((y) => `M11.300 ${y}a.700.700 0 1 0 1.400 0a.700.700 0 1 0-1.400 0`).join(''),
);
export const QrIcon = drawn('M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2h-2v4h-4M20 20h.01');
export const PhoneIcon = drawn('M8 3h8v18H8zM11 18h2');
export const ClockIcon = drawn('M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM12 7.500V12l3 2');
export const SentIcon = drawn('M6 12.500l4 4L18.500 8');
export const SentTwiceIcon = drawn('M2.500 12.500l4 4L15 8M11 15.500l1 1L21.500 8');
export const AttachIcon = drawn(
  'M20 11l-8.500 8.500a5 5 0 0 1-7-7L13 4a3.300 3.300 0 0 1 4.700 4.700l-8 8a1.700 1.700 0 0 1-2.400-2.400L14.500 7',
);
export const SendIcon = drawn('M4 12l-.500-7.500L21 12 3.500 19.500 4 12zM4 12h8');
export const PlayIcon = drawn('M8 5l11 7-11 7z');
export const DownIcon = drawn('M5 9l7 7 7-7');
export const EyeIcon = drawn(
  'M2 12s4-6.500 10-6.500S22 12 22 12s-4 6.500-10 6.500S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
);
export const EyeOffIcon = drawn(
  'M4 4l16 16M9.500 5.900C10.300 5.600 11.100 5.500 12 5.500c6 0 10 6.500 10 6.500s-1 1.600-2.700 3.200M6 7.300C3.500 9.200 2 12 2 12s4 6.500 10 6.500c1.700 0 3.200-.5 4.500-1.200',
);
export const SunIcon = drawn(
  'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.400 1.400M17.600 17.600L19 19M5 19l1.400-1.400M17.600 6.400L19 5',
);
export const MoonIcon = drawn('M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z');
export const AutoThemeIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.500" />
    <path d="M12 3.500a8.500 8.500 0 0 0 0 17z" fill="currentColor" />
  </Icon>
);

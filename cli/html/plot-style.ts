/** The plots' part of a page's style; the series are told apart in light, dark and print. */
export const PLOT_STYLE = `
:root{--s1:#9fb3cf;--s2:#2f6fd0;--s3:#c4321f;--s4:#2f8f4e;--s5:#b7791f}
@media (prefers-color-scheme:dark){:root{--s1:#5b6f92;--s2:#6ba4ff;--s3:#ff7b68;--s4:#5fcb7b;--s5:#e0a94a}}
.s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}.s4{fill:var(--s4)}.s5{fill:var(--s5)}
.key .s1{background:var(--s1)}.key .s2{background:var(--s2)}.key .s3{background:var(--s3)}.key .s4{background:var(--s4)}.key .s5{background:var(--s5)}
.key{margin:.3rem 0 0;font-size:.86rem;color:var(--dim)}.key span:first-child{margin-left:0}
.grid{stroke:var(--line);stroke-width:1}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.75rem;margin:1.25rem 0}
.tile{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.7rem .9rem}
.tile b{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
.tile small{display:block;color:var(--dim)}
.bars td.bar{width:45%;min-width:6rem}.bars td.bar svg{height:.8rem}
td.n{white-space:nowrap}
@media (max-width:36rem){svg[role=img] text{font-size:22px}}
@media print{:root{--s1:#bbb;--s2:#666;--s3:#000;--s4:#999;--s5:#444}.tile{break-inside:avoid}svg{max-height:12rem}*{print-color-adjust:exact}}
`;

/** Short ways of typing and American spellings, each before the British words it stands for. */
const PAIRS = `
u=you ur=your r=are y=why n=and b4=before 2moro=tomorrow 2nite=tonight tmrw=tomorrow tonite=tonight any1=anyone
sum1=someone some1=someone no1=nobody every1=everyone gr8=great l8r=later m8=mate thx=thanks ty=thanks tysm=thanks
ta=thanks cheers=thanks pls=please plz=please plse=please wk=week wks=weeks mth=month mths=months mo=months mos=months yr=year
yrs=years hr=hour hrs=hours min=minute mins=minutes bday=birthday w=with wi=with wiv=with bf=breastfeeding ff=formula
idk=i+do+not+know dk=do+not+know tbh=to+be+honest rn=right+now atm=at+the+moment cos=because coz=because cuz=because
bc=because bcoz=because becoz=because tho=though thru=through nite=night luv=love wot=what wat=what wen=when wer=where
dat=that dis=this dey=they dem=them wid=with ppl=people prob=probably probs=probably def=definitely smth=something
sth=something abt=about abowt=about kno=know nuffin=nothing nowt=nothing owt=anything summat=something
sumthing=something sumfin=something wanna=want+to gonna=going+to gunna=going+to gona=going+to ppd=postnatal+depression
pnd=postnatal+depression hv=health+visitor hvs=health+visitors mw=midwife gp=gp dd=daughter ds=son
dh=husband dp=partner mil=mother+in+law sil=sister+in+law fil=father+in+law ftm=first+time+mum
tho=though ye=you yer=your yous=you aye=yes ken=know dae=do oot=out aboot=about hoose=house
greetin=crying tae=to wi=with fae=from ma=my mah=my ah=i heid=head awfy=awfully
mebbe=maybe allus=always nae=no naw=no nah=no noo=now gie=give gies=give hae=have havin=having disnae=does+not
mom=mum moms=mums mommy=mummy mama=mum diaper=nappy diapers=nappies pacifier=dummy crib=cot stroller=pram
color=colour behavior=behaviour behaviors=behaviours favorite=favourite center=centre centers=centres
pediatrician=paediatrician pediatric=paediatric counselor=counsellor counseling=counselling hospitalized=hospitalised
realize=realise realized=realised realizing=realising recognize=recognise recognizes=recognises organize=organise
apologize=apologise overstimulated=overstimulated overstimulation=overstimulation anymore=any+more program=programme
neighbor=neighbour neighbors=neighbours honor=honour traveling=travelling theater=theatre gray=grey
normalize=normalise stabilize=stabilise traumatized=traumatised traumatize=traumatise hemorrhage=haemorrhage
diarrhea=diarrhoea anemia=anaemia fetus=foetus enroll=enrol fulfill=fulfil labor=labour alot=a+lot
`;

const BRITISH_FOR: ReadonlyMap<string, string> = new Map(
  PAIRS.trim()
    .split(/\s+/)
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1).replaceAll('+', ' ')]),
);

/** Gives the British words for an American spelling or a short form in small letters; any other word unchanged. */
export function writeOut(word: string): string {
  return BRITISH_FOR.get(word) ?? word;
}

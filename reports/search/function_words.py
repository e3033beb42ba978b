"""Words of grammar, numerals and dates in English and French: they do not say what a text is about. Folded.

Belongs here: the list. Not here: what is common among reports, such as "system": that is counted (`similar`).
"""

_ENGLISH = """
about above across after again against all almost alone along already also although always among and
another any anyone anything april are aren around august because been before being below between both but
can cannot could day days december did does doing done down during each eight either else enough etc even
ever every everyone everything february few first five for four from further get give given had half has
have having her here hers him his how however hundred into its itself january july june just keep kept
last least less let like made make makes making many march may might month months more moreover most much
must need needs neither never new next nine nobody none nor not nothing november now october off often
once one ones only onto other others otherwise our ours out over own per perhaps put quite rather same say
says second see september seven several shall she should since six some someone something soon still such
take taken takes ten than that the their theirs them themselves then there thereby therefore these they
thing things third thirty this those thousand three through throughout thus together too toward towards
twelve twenty twice two under until upon use used uses using various very via was way ways week weeks well
were what whatever when whenever where whereas wherever whether which while who whole whom whose why will
with within without would year years yet you your yours
"""
_FRENCH = """
afin ailleurs ainsi alors annee annees ans aout apres assez aucun aucune aupres auquel aussi autant autre
autres aux avant avec avoir avons avril beaucoup bien car cas ceci cela celle celles celui cent cependant
certain certaine certaines certains ces cet cette ceux chacun chacune chaque chez cinq comme comment dans
decembre depuis des deux devant dix doit doivent donc dont douze elle elles encore ensuite entre est
etaient etait etant ete etes etre faire fait faites fevrier font hors huit ici ils janvier jour jours
juillet juin jusque laquelle lequel les lesquelles lesquels leur leurs lors lorsque lui mai mais mars meme
memes mes mille moins mois moitie mon neanmoins neuf non nos notre nous novembre octobre ont ou outre par
parce parfois parmi pas pendant peu peut peuvent plus plusieurs plutot pour pourquoi pouvoir premier
premiere puis puisque quand quatre que quel quelle quelles quelque quelques quels qui quoi sans sauf
second seconde selon semaine semaines sept septembre sera seront ses seul seule seulement si sinon six
soit sommes son sont sous souvent suite sur surtout tandis tant tel telle telles tels toujours tous tout
toute toutefois toutes trente tres trois troisieme trop une uns vers vingt voici voire vos votre vous
"""
FUNCTION_WORDS = frozenset(_ENGLISH.split() + _FRENCH.split())

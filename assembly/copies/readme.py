"""What whoever finds a backup reads first."""

from typing import Final

README: Final = """\
COPIA DE SEGURIDAD DE UNA COMUNA
Esta copia tiene todo: la base de datos, las actas en PDF, las fotos y papeles adjuntos, y los ajustes
sin sus secretos. Guárdela en otra casa. Contiene cédulas: no la deje en cualquier parte.

Para seguir en otra computadora: instale «assembly» y escriba
    assembly restore ESTE-ARCHIVO.zip
Para comprobar, sin el programa, que nada se dañó: descomprima y escriba
    sha256sum -c SHA256SUMS
Si hay un archivo key.age, la copia está bajo una frase de paso. Con el programa «age» se abre así:
    age -d -i key.age -o copia.zip backup.zip.age
Los archivos de files/ se llaman como su número de control (SHA-256); el acta impresa trae el mismo número.

BACKUP OF A COMMUNE
This copy holds everything: the database, the minutes as PDF, the attached photos and papers, and the
settings without their secrets. Keep it in another house. It holds identity numbers: do not leave it about.

To go on with another computer: install “assembly” and type
    assembly restore THIS-FILE.zip
To check without the program that nothing was damaged: unpack it and type
    sha256sum -c SHA256SUMS
If there is a file key.age, the copy is under a passphrase. The program “age” opens it:
    age -d -i key.age -o copy.zip backup.zip.age
The files in files/ are called by their SHA-256; the printed minutes show the same digest.
"""

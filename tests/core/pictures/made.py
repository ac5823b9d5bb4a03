"""DICOM images made for tests: pixels as given, and whatever the header is to say."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage

from core.pictures.drawing import draw
from core.pictures.model import Form, Picture, Wanted


def header(pixels: npt.NDArray, **said: object) -> FileDataset:
    """pixels: (rows, columns), (rows, columns, 3) or (frames, rows, columns)."""
    made = FileDataset("", {}, file_meta=FileMetaDataset(), preamble=b"\0" * 128)
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.file_meta.MediaStorageSOPClassUID = SecondaryCaptureImageStorage
    made.file_meta.MediaStorageSOPInstanceUID = "2.25.1"
    made.SOPClassUID, made.SOPInstanceUID = SecondaryCaptureImageStorage, "2.25.1"
    colours = pixels.ndim == 3 and pixels.shape[-1] == 3
    made.Rows, made.Columns = pixels.shape[:2] if colours else pixels.shape[-2:]
    made.SamplesPerPixel = 3 if colours else 1
    made.PhotometricInterpretation = "RGB" if colours else "MONOCHROME2"
    if colours:
        made.PlanarConfiguration = 0
    if pixels.ndim == 3 and not colours:
        made.NumberOfFrames = pixels.shape[0]
    made.BitsAllocated = made.BitsStored = 8 * pixels.dtype.itemsize
    made.HighBit = made.BitsStored - 1
    made.PixelRepresentation = int(pixels.dtype.kind == "i")
    made.PixelData = pixels.tobytes()
    for name, value in said.items():
        setattr(made, name, value)
    return made


def dicom(pixels: npt.NDArray, **said: object) -> bytes:
    return written(header(pixels, **said))


def written(made: Dataset) -> bytes:
    file = io.BytesIO()
    made.save_as(file, enforce_file_format=True)
    return file.getvalue()


def shown(content: bytes, **wanted: object) -> npt.NDArray[np.uint8]:
    return seen(draw(content, Form.DICOM, Wanted(**wanted)))


def seen(picture: Picture) -> npt.NDArray[np.uint8]:
    """The pixels of a picture, as whoever opens its PNG sees them."""
    return np.asarray(Image.open(io.BytesIO(picture.png)))

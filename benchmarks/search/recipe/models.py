"""The models of the usual recipe."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Report(models.Model):
    title = models.CharField(max_length=500)
    body = models.TextField()
    published_on = models.DateField(null=True, db_index=True)
    year = models.SmallIntegerField(null=True, db_index=True)
    province_id = models.BigIntegerField(null=True, db_index=True)
    newspaper_id = models.BigIntegerField(null=True, db_index=True)
    words = SearchVectorField(null=True)

    def __str__(self) -> str:
        return self.title


class ReportUnit(models.Model):
    report = models.ForeignKey(Report, models.CASCADE, related_name="units")
    unit_id = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return str(self.unit_id)


class ReportDirective(models.Model):
    report = models.ForeignKey(Report, models.CASCADE, related_name="directives")
    directive_id = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return str(self.directive_id)


ALL = (Report, ReportUnit, ReportDirective)
